import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { mainBundle, preloadBundle } from './electron-bundle.ts'

const repoDir = fileURLToPath(new URL('..', import.meta.url))

/** Builds what the hosts serve and what Electron runs; core, kiosk and gateway run from their sources. */
export async function buildAll(): Promise<void> {
  await build({ configFile: join(repoDir, 'renderer/vite.config.ts'), logLevel: 'warn' })
  await build(mainBundle(repoDir))
  await build(preloadBundle(repoDir))
}

function printWritten(dir: string): void {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  console.log(`${relative(repoDir, dir)}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`)
}

if (import.meta.main) {
  await buildAll()
  for (const dir of ['dist/renderer', 'dist/electron'].map((it) => join(repoDir, it)))
    if (existsSync(dir)) printWritten(dir)
}
