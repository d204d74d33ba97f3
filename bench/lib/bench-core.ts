import { join } from 'node:path'
import { createCore, type Core } from '../../core/core.ts'
import { createLogger } from '../../core/log.ts'
import { systemClock } from '../../core/system-clock.ts'

const ROOT = join(import.meta.dirname, '../..')

export function benchCore(gateway: string, dataDir: string): Core {
  process.env.FIVETEN_LOG ??= 'error'
  return createCore({
    gateway,
    dataDir,
    display: { name: 'bench', widthMm: 2436, distanceMm: 3500 },
    clock: systemClock,
    log: createLogger('bench'),
    storeWorker: new URL(join(ROOT, 'core/store/store-worker.ts'), 'file:'),
  })
}

/** Resolves when the core has committed the revision. */
export async function reached(core: Core, revision: number): Promise<void> {
  while ((await core.health()).revision < revision) await new Promise((resolve) => setTimeout(resolve, 20))
}
