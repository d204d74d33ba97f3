import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import type { Random } from '../lib/random.ts'

const HEAD_BYTES = 32

interface Note {
  readonly type: 'W' | 'T' | 'S'
  readonly path: string
  readonly offset: number
  readonly oldSize: number
  readonly before: Buffer
}

/**
 * Takes back what a power cut would have lost: of each file the last writes that no sync had followed, as
 * many of them as the disk had not got to. Returns how many there were.
 */
export function cutPower(undoPath: string, random: Random): number {
  const unsynced = new Map<string, Note[]>()
  for (const note of readNotes(undoPath)) {
    if (note.type === 'S') unsynced.delete(note.path)
    else unsynced.set(note.path, [...(unsynced.get(note.path) ?? []), note])
  }
  let lost = 0
  for (const [path, notes] of unsynced) {
    rmSync(path.replace(/-wal$/, '-shm'), { force: true })
    const count = random.between(1, notes.length)
    for (const note of notes.slice(-count).reverse()) takeBack(note)
    lost += count
  }
  rmSync(undoPath, { force: true })
  return lost
}

function takeBack({ path, offset, oldSize, before }: Note): void {
  if (!existsSync(path)) return
  const file = openSync(path, 'r+')
  ftruncateSync(file, oldSize)
  if (before.length > 0) writeSync(file, before, 0, before.length, offset)
  closeSync(file)
}

function readNotes(path: string): readonly Note[] {
  if (!existsSync(path)) return []
  const bytes = readFileSync(path)
  const notes: Note[] = []
  for (let at = 0; at + HEAD_BYTES <= bytes.length;) {
    const pathLength = bytes.readUInt32LE(at + 4)
    const beforeLength = Number(bytes.readBigUInt64LE(at + 24))
    const beforeAt = at + HEAD_BYTES + pathLength
    const end = beforeAt + beforeLength
    if (end > bytes.length) break
    notes.push({
      type: String.fromCharCode(bytes.readUInt32LE(at)) as Note['type'],
      path: bytes.toString('utf8', at + HEAD_BYTES, beforeAt),
      offset: Number(bytes.readBigUInt64LE(at + 8)),
      oldSize: Number(bytes.readBigUInt64LE(at + 16)),
      before: bytes.subarray(beforeAt, end),
    })
    at = end
  }
  return notes
}
