import type { Metadata } from '@grpc/grpc-js'
import { CodedSentence } from '../../proto/gen/wall/v1/command.ts'
import type { SubmitResponse } from '../../proto/gen/wall/v1/command.ts'
import { CODED_TRAILER } from '../coded-sentence.ts'

/** A refusal by its code, out of an answer or out of the trailers of a call that ended with a status. */
export async function refusalOf(asked: Promise<unknown>): Promise<CodedSentence | undefined> {
  try {
    return (await (asked as Promise<SubmitResponse>)).coded
  } catch (error) {
    const [encoded] = (error as { readonly metadata: Metadata }).metadata.get(CODED_TRAILER)
    return encoded instanceof Buffer ? CodedSentence.decode(encoded) : undefined
  }
}
