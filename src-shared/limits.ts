/** Upper bounds of everything that crosses the wire, in characters unless the name says otherwise. */
export const limits = {
  nameLength: 60,
  messageLength: 200,
  /** Of what the two sides of a call write to each other. */
  lineLength: 300,
  /** Per call; beyond it the oldest go. */
  linesKept: 100,
  companyLength: 80,
  greetingLength: 300,
  phoneLength: 32,
  sdpLength: 64_000,
  candidateLength: 2_000,
  /** A JSON payload beyond this is refused with `too-large`. */
  payloadBytes: 100_000,
  /** A packet beyond this closes the connection, because Engine.IO stops reading it. */
  packetBytes: 256_000,
  /** Waiting knocks per room; further ones are refused with `busy`. */
  knocksPerRoom: 100,
  /** Signals kept for a peer whose connection is away for a moment. */
  signalsKept: 200,
  visitsPerPage: 200,
  followUpsShown: 200,
  invitationsShown: 200,
  /** Beyond it the oldest go: of what every desk does, and of all else. */
  auditEntriesKept: 500,
} as const
