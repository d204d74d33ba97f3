import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditHead } from './chain.ts'

const HEAD_FILE = 'audit.head'

/** Replaces the head in one step: a reader finds the old or the new one, on a disk that lost power too. */
export function writeHead(dir: string, { number, hash }: AuditHead): void {
  const path = join(dir, HEAD_FILE)
  const file = openSync(`${path}.new`, 'w')
  try {
    writeSync(file, `${JSON.stringify({ number, hash })}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.new`, path)
}

/** Absent where there is none; `unreadable` where somebody else has written it. */
export function readHead(dir: string): AuditHead | 'unreadable' | undefined {
  const path = join(dir, HEAD_FILE)
  if (!existsSync(path)) return undefined
  try {
    const { number, hash } = JSON.parse(readFileSync(path, 'utf8')) as Partial<AuditHead>
    const isHead = Number.isInteger(number) && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash)
    return isHead ? { number: Number(number), hash } : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** A head that the chain does not bear out is evidence: it is put aside, and verified with the current one. */
export function putHeadAside(dir: string, wallMs: number): string {
  const name = `${HEAD_FILE}.disputed-${wallMs}`
  renameSync(join(dir, HEAD_FILE), join(dir, name))
  return name
}
