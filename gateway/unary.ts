import { Metadata, status } from '@grpc/grpc-js'
import type { ServerUnaryCall, handleUnaryCall } from '@grpc/grpc-js'
import { CodedSentence } from '../proto/gen/wall/v1/command.ts'
import { CODED_TRAILER } from './coded-sentence.ts'
import { LogError, errorText } from './log/log-error.ts'

export type UnaryHandler<Request, Response> = handleUnaryCall<Request, Response>

/** A call that is refused as a whole: a status code and a sentence, and its code where people may read it. */
export class CallError extends Error {
  override readonly name = 'CallError'
  readonly code: status
  readonly coded: CodedSentence | undefined

  constructor(code: status, sentence: string, coded?: CodedSentence) {
    super(sentence)
    this.code = code
    this.coded = coded
  }
}

/** Makes a gRPC handler of an async function; every error leaves as a status with a sentence. */
export function unary<Request, Response>(
  handle: (request: Request, call: ServerUnaryCall<Request, Response>) => Promise<Response>,
  onError: (error: unknown) => void,
): UnaryHandler<Request, Response> {
  return (call, callback) => {
    handle(call.request, call).then(
      (response) => callback(null, response),
      (error: unknown) => {
        if (!(error instanceof CallError)) onError(error)
        callback({ code: codeOf(error), details: errorText(error), ...trailersOf(error) })
      },
    )
  }
}

function trailersOf(error: unknown): { readonly metadata?: Metadata } {
  if (!(error instanceof CallError) || !error.coded) return {}
  const metadata = new Metadata()
  metadata.set(CODED_TRAILER, Buffer.from(CodedSentence.encode(error.coded).finish()))
  return { metadata }
}

function codeOf(error: unknown): status {
  if (error instanceof CallError) return error.code
  return error instanceof LogError ? status.UNAVAILABLE : status.INTERNAL
}
