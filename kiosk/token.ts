import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'

const TOKEN_BYTES = 24
const TOKEN = /^[A-Za-z0-9_-]{32,200}$/
const OTHERS = 0o077

/** A new one for each start of the wall. */
export function makeToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** One that stays, from a file that nobody else may read. Throws a sentence, which never holds the token. */
export function readToken(file: string): string {
  let text: string
  let mode: number
  try {
    mode = statSync(file).mode
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The token file ${file} cannot be read (${reason}).`, { cause: error })
  }
  if ((mode & OTHERS) !== 0 && process.platform !== 'win32') {
    throw new Error(`The token file ${file} may be read by others. Change that with: chmod 600 ${file}`)
  }
  if (TOKEN.test(text)) return text
  throw new Error(`The token file ${file} must hold 32 to 200 letters, digits, - or _, and nothing else.`)
}
