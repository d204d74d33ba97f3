import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const GATEWAY = fileURLToPath(new URL('../../gateway/main.ts', import.meta.url))
const WALL = fileURLToPath(new URL('./wall-main.ts', import.meta.url))

let isWarm = false

/**
 * Programs that are killed hundreds of times begin with compiled code that an earlier one has left, in half of
 * the time. A killed one leaves none, so each ends once in peace before the first.
 */
export function warmPrograms(): void {
  if (isWarm) return
  isWarm = true
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'fiveten-faults-compiled')
  spawnSync(process.execPath, [GATEWAY, '--help'], { stdio: 'ignore' })
  spawnSync(process.execPath, [WALL, '--only-load'], { stdio: 'ignore' })
}
