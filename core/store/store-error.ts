/**
 * - `from-the-future`: the file belongs to a newer program. It is left alone.
 * - `corrupt`: the file is damaged. It is put aside and filled again from the gateway.
 * - `not-writable`: no folder, no permission, no space, or another program holds the file.
 */
export type StoreErrorCode = 'from-the-future' | 'corrupt' | 'not-writable'

export class StoreError extends Error {
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string) {
    super(message)
    this.name = 'StoreError'
    this.code = code
  }
}
