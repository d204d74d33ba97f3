import { status } from '@grpc/grpc-js'
import type { ServerUnaryCall, handleUnaryCall } from '@grpc/grpc-js'
import { LogError, errorText } from './log/log-error.ts'

export type UnaryHandler<Request, Response> = handleUnaryCall<Request, Response>

/** A call that is refused as a whole: a status code and a sentence. */
export class CallError extends Error {
  override readonly name = 'CallError'
  readonly code: status

  constructor(code: status, sentence: string) {
    super(sentence)
    this.code = code
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
        callback({ code: codeOf(error), details: errorText(error) })
      },
    )
  }
}

function codeOf(error: unknown): status {
  if (error instanceof CallError) return error.code
  return error instanceof LogError ? status.UNAVAILABLE : status.INTERNAL
}
