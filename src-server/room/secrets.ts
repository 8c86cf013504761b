import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { CallIdSchema, DeskIdSchema, DeskKeySchema, InvitationIdSchema, KnockIdSchema } from '../../src-shared/ids.ts'
import type { CallId, DeskId, DeskKey, InvitationId, KnockId } from '../../src-shared/ids.ts'
import { InvitationTokenSchema, type InvitationToken } from '../../src-shared/invitation.ts'

/** 256 bits. */
export function makeDeskKey(): DeskKey {
  return v.parse(DeskKeySchema, randomBytes(32).toString('base64url'))
}

export function makeDeskId(): DeskId {
  return v.parse(DeskIdSchema, `d_${randomBytes(15).toString('base64url')}`)
}

/** 256 bits. */
export function makeInvitationToken(): InvitationToken {
  return v.parse(InvitationTokenSchema, randomBytes(32).toString('base64url'))
}

/** A prefix tells the kinds of id apart in a log. */
export function makeKnockId(): KnockId {
  return v.parse(KnockIdSchema, `k_${randomBytes(15).toString('base64url')}`)
}

export function makeCallId(): CallId {
  return v.parse(CallIdSchema, `c_${randomBytes(15).toString('base64url')}`)
}

export function makeInvitationId(): InvitationId {
  return v.parse(InvitationIdSchema, `i_${randomBytes(15).toString('base64url')}`)
}

export function makeCopyId(): string {
  return randomBytes(18).toString('base64url')
}

/** Tokens are random enough that a plain hash cannot be reversed by guessing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** Compares in constant time. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}
