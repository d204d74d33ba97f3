import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { ROOT } from '../lib/root.ts'
import { startProgram, type Program } from './program.ts'
import type { StartOptions } from './options.ts'

const USUAL_PORT = 5510

/** A demonstration that ended longer ago than this begins anew instead of catching up. */
const RESUME_WITHIN_MS = 30 * 60_000

export interface EmbeddedGateway {
  readonly program: Program
  readonly address: string
  /** The command that starts the same gateway again. */
  readonly command: string
}

export function scenarioFolder(options: StartOptions): string {
  return join(options.data, `${options.scenario}-${options.seed}-x${options.speed}`)
}

/** Starts a gateway with the scenario. Rejects when it ends before it listens; it has said why by then. */
export async function startEmbeddedGateway(options: StartOptions): Promise<EmbeddedGateway> {
  const folder = scenarioFolder(options)
  clearOld(folder)
  const port = (await isFree(USUAL_PORT)) ? USUAL_PORT : 0
  const argsFor = (listen: string): string[] => [
    ...['--listen', listen, '--data', join(folder, 'gateway'), '--scenario', options.scenario],
    ...['--seed', options.seed, '--speed', options.speed],
  ]
  const program = startProgram(
    process.execPath,
    [join(ROOT, 'gateway/main.ts'), ...argsFor(`127.0.0.1:${port}`)],
    /listening on (\S+)/,
  )
  const [, address = ''] = await program.ready
  return { program, address, command: `npm run gateway -- ${argsFor(address).join(' ')}` }
}

function clearOld(folder: string): void {
  if (!existsSync(folder)) return
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  const newestMs = Math.max(0, ...files.map((one) => statSync(join(one.parentPath, one.name)).mtimeMs))
  if (Date.now() - newestMs < RESUME_WITHIN_MS) return
  console.error('The last demonstration ended a while ago; a new one begins.')
  rmSync(folder, { recursive: true })
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
