import { closeSync, fsyncSync, openSync, readFileSync, readdirSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { errorCode } from '../log/log-error.ts'

/** Where the chain ended at one instant: enough to find that it was shortened or written anew. */
export interface AuditHead {
  readonly number: number
  /** Lower-case hexadecimal. */
  readonly hash: string
}

const HEAD_FILE = 'audit.head'
const headSchema = z.object({ number: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) })

/** Replaces the head in one step: a reader finds the old or the new one, on a disk that lost power too. */
export function writeHead(dir: string, head: AuditHead): void {
  const path = join(dir, HEAD_FILE)
  const file = openSync(`${path}.new`, 'w')
  try {
    writeSync(file, `${JSON.stringify(head)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.new`, path)
}

/** Undefined where there is none; throws where there is one that cannot be read. */
export function readHead(dir: string): AuditHead | undefined {
  return readHeadFile(join(dir, HEAD_FILE))
}

/** A head that the chain does not bear out is evidence: it is put aside, and verified with the current one. */
export function putHeadAside(dir: string, atMs: number): string {
  const name = `${HEAD_FILE}.disputed-${atMs}`
  renameSync(join(dir, HEAD_FILE), join(dir, name))
  return name
}

/** The current head and those put aside, with the names of their files. */
export function allHeads(dir: string): ReadonlyMap<string, AuditHead> {
  const names = readdirSync(dir).filter((name) => name === HEAD_FILE || name.startsWith(`${HEAD_FILE}.d`))
  return new Map(
    names.sort().flatMap((name) => {
      const head = readHeadFile(join(dir, name))
      return head ? [[name, head]] : []
    }),
  )
}

function readHeadFile(path: string): AuditHead | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
  return parseHead(path, text)
}

function parseHead(path: string, text: string): AuditHead {
  try {
    return headSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(`${path} holds no head of an audit; somebody has written it who is not the gateway`)
  }
}
