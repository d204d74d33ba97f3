import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs a step with a folder of its own, and removes it afterwards. */
export async function withFolder<T>(step: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'fiveten-bench-'))
  try {
    return await step(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
