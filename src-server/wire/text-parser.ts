import { Decoder, Encoder, PacketType } from 'socket.io-parser'

const binaryTypes = new Set([PacketType.BINARY_EVENT, PacketType.BINARY_ACK].map(String))

/**
 * Socket.IO's own parser without binary packets. Nobody here sends any, and one that is announced and never finished
 * keeps all its attachments in memory until then. What throws here closes the connection.
 */
class TextDecoder extends Decoder {
  override add(packet: unknown): void {
    if (typeof packet !== 'string' || binaryTypes.has(packet.charAt(0))) {
      throw new Error('A binary packet is refused.')
    }
    super.add(packet)
  }
}

export const textParser = { Encoder, Decoder: TextDecoder }
