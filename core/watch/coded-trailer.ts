import { CodedSentence as CodedMessage } from '../../proto/gen/wall/v1/command.ts'
import type { CodedSentence } from '../../domain/view/coded-sentence.ts'

const TRAILER = 'coded-sentence-bin'

/** The trailers of a call, as gRPC hands them over with its status. */
export interface Trailers {
  get(name: string): readonly (string | Buffer)[]
}

/** What the gateway refused for, by its code; `undefined` of a gateway that sends none, or none that can be read. */
export function codedOf(trailers: Trailers): CodedSentence | undefined {
  const [encoded] = trailers.get(TRAILER)
  if (!(encoded instanceof Uint8Array)) return undefined
  try {
    return CodedMessage.decode(encoded)
  } catch {
    // The sentence beside it says the same.
    return undefined
  }
}
