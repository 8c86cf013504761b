import { programTexts } from '../../src-shared/texts/program-texts.ts'
import { visitorInSentence } from '../../src-shared/visitor-name.ts'
import type { CallOutKind, CallOutOf, Driver, DriverDeps } from './call-out-kind.ts'
import type { CallOutMessage } from './call-out-message.ts'

/** A plain-text mail over SMTP about a visitor who was missed. */
export const mail: CallOutKind<CallOutOf<'mail'>> = {
  createDriver: createMailDriver,
  eventsOf: () => ['missed'],
  privates: {
    get: ({ password }) => ({ password }),
    set: (callOut, { password = callOut.password }) => ({ ...callOut, password }),
    secret: 'password',
    mask: (address) => address,
    // With the security, because anybody on the way can read an unencrypted password.
    destinationOf: ({ host, port, security }) => `${host} ${port} ${security}`,
  },
}

function createMailDriver(callOut: CallOutOf<'mail'>, { timeoutMs, openSocket }: DriverDeps): Driver {
  const { host, port, security, username, password, from, to } = callOut
  return async (message, signal) => {
    // Loaded only when used.
    const { createTransport } = await import('nodemailer')
    signal.throwIfAborted()
    const transport = createTransport({
      getSocket(_options, callback) {
        const socket = openSocket({ host, port, isSecure: false })
        const stop = (): void => {
          socket.destroy(new Error('stopped'))
        }
        signal.addEventListener('abort', stop)
        socket.once('close', () => signal.removeEventListener('abort', stop))
        socket.once('error', (cause) => callback(cause, {}))
        socket.once('connect', () => callback(null, { connection: socket }))
      },
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      ...(username === '' ? {} : { auth: { user: username, pass: password } }),
      // Sending cannot be aborted, so each step has a timeout.
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
      // A visitor's name must not make it read a file or a URL.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    try {
      const { subject, text } = writeMail(message)
      const { response } = await transport.sendMail({ from, to: [...to], subject, text })
      return response.slice(0, 200)
    } finally {
      transport.close()
    }
  }
}

/** Japanese, for the staff. */
export function writeMail(message: CallOutMessage): { readonly subject: string; readonly text: string } {
  const { event, atMs, company, knock, timeZone } = message
  const companyName = company.ja || company.en
  const ofCompany = companyName && `${companyName}の`
  if (event === 'test' || knock === null) {
    return {
      subject: `【テスト】${ofCompany}受付からのお知らせ`,
      text: 'このメールは、受付の「お知らせメール」の設定を確かめるために送られました。\n届いていれば、設定は正しくできています。\n',
    }
  }
  if (message.digest) {
    const { count, sinceMs } = message.digest
    const since = inJapanese(sinceMs, timeZone)
    return {
      subject: `【受付】${inTimeOfDay(sinceMs, timeZone)}以降、さらに${count}件のご来訪に応対できませんでした`,
      text: [
        `${ofCompany}受付に、短い時間に多くのご来訪がありました。`,
        `${since}以降、お知らせした分のほかに${count}件、応対できなかったご来訪があります。`,
        '',
        'お一人ずつのお名前と時刻は、受付画面の「来訪記録」でご確認ください。',
        '同じところからノックが続いてお困りのときは、受付画面の「お断り」の▼から「ここからのノックをまとめて…」をお使いください。',
        '',
      ].join('\n'),
    }
  }
  const visitor = visitorInSentence(knock.name, programTexts.ja.visitor)
  return {
    subject: `【受付】${visitor}のご来訪に応対できませんでした`,
    text: [
      `${ofCompany}受付に来られたお客様に、応対できませんでした。`,
      '',
      `お名前　　　：${visitor}`,
      `来訪　　　　：${inJapanese(knock.knockedAtMs, timeZone)}`,
      `お待ち時間　：${inMinutes(atMs - knock.knockedAtMs)}`,
      '',
      '受付画面の「来訪記録」で、折り返しのご連絡が必要かどうかをご確認ください。',
      '',
    ].join('\n'),
  }
}

function inJapanese(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('ja-JP', { dateStyle: 'full', timeStyle: 'short', timeZone }).format(atMs)
}

function inTimeOfDay(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('ja-JP', { timeStyle: 'short', timeZone }).format(atMs)
}

function inMinutes(durationMs: number): string {
  const seconds = Math.max(Math.round(durationMs / 1_000), 0)
  return seconds < 60 ? `${seconds}秒` : `${Math.floor(seconds / 60)}分${seconds % 60}秒`
}
