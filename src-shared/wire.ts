/** How commands and facts are declared once and typed at both ends; what they are stands in `protocol.ts`. */
import * as v from 'valibot'
import type { DeskRole } from './desk-role.ts'
import type { Result } from './result.ts'

/** Commands by their names on the wire: what each carries, and the value of its answer. */
export type CommandSchemas = Readonly<
  Record<string, { readonly payload: v.GenericSchema; readonly answer: v.GenericSchema }>
>

/** Commands of which each says which desks may give it. */
export type RoleCommandSchemas = Readonly<Record<string, CommandSchemas[string] & { readonly role: DeskRole }>>

/** The payload of a command with nothing to say: `null`, or none at all, as some clients leave it out. */
export const nothing = v.nullish(v.null(), null)

/** As its sender writes it. */
export type CommandPayload<Commands extends CommandSchemas, Name extends keyof Commands> = v.InferInput<
  Commands[Name]['payload']
>

export type CommandAnswers<Commands extends CommandSchemas> = {
  readonly [Name in keyof Commands]: v.InferOutput<Commands[Name]['answer']>
}

/** What reads the answers; as a mapped type, so that the compiler follows a name to the schema of its answer. */
export type AnswerSchemas<Commands extends CommandSchemas> = {
  readonly [Name in keyof Commands]: { readonly answer: v.GenericSchema<unknown, CommandAnswers<Commands>[Name]> }
}

/** Commands as Socket.IO types them. */
export type CommandEvents<Commands extends CommandSchemas> = {
  [Name in keyof Commands]: (
    payload: CommandPayload<Commands, Name>,
    acknowledge: (result: Result<CommandAnswers<Commands>[Name]>) => void,
  ) => void
}

/** What serves every command: one that is missing, or whose payload or answer is another, does not compile. */
export type CommandHandlers<Commands extends CommandSchemas> = {
  readonly [Name in keyof Commands]: (
    payload: v.InferOutput<Commands[Name]['payload']>,
  ) => Result<CommandAnswers<Commands>[Name]> | Promise<Result<CommandAnswers<Commands>[Name]>>
}

/** Facts by their names on the wire. */
export type FactSchemas = Readonly<Record<string, v.GenericSchema>>
export type FactPayloads<Facts extends FactSchemas> = { readonly [Name in keyof Facts]: v.InferOutput<Facts[Name]> }

/** Facts as Socket.IO types them. */
export type FactEvents<Payloads> = { [Name in keyof Payloads]: (payload: Payloads[Name]) => void }

/** One fact as a value, its `kind` being its name on the wire. */
export type WireFact<Payloads, Name extends keyof Payloads = keyof Payloads> = {
  [Kind in Name]: { readonly kind: Kind; readonly payload: Payloads[Kind] }
}[Name]
