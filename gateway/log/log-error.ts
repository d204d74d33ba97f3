/** The log could not be opened or used. The message is a sentence for the person who runs the gateway. */
export class LogError extends Error {
  override readonly name = 'LogError'
}

/** The `code` of an error of Node or SQLite, or an empty string. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return ''
  return String(error.code)
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
