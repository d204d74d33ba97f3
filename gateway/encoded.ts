import { BinaryWriter } from '@bufbuild/protobuf/wire'

let shared = new BinaryWriter()

/**
 * The bytes that `write` writes, as a copy of their own. One writer serves all, so that its buffer grows once and
 * not for every message; `write` must not call this again.
 */
export function encoded(write: (writer: BinaryWriter) => unknown): Uint8Array<ArrayBuffer> {
  try {
    write(shared)
    return shared.finish()
  } catch (error) {
    // It holds half a message.
    shared = new BinaryWriter()
    throw error
  }
}
