import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const KEPT = 2

/** Puts a damaged cache aside with its side files, keeps the last two such sets, and returns the new path. */
export function quarantine(path: string, wallMs: number): string {
  const aside = `${path}.corrupt-${wallMs}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  const prefix = `${basename(path)}.corrupt-`
  const sets = readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix) && !name.endsWith('-wal') && !name.endsWith('-shm'))
    .sort()
  for (const name of sets.slice(0, -KEPT)) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dirname(path), name + suffix), { force: true })
  }
  return aside
}
