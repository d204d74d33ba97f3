import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

/** The gateway as a program of its own. */
export interface GatewayProcess {
  readonly child: ChildProcess
  /** Everything it has written so far. */
  readonly output: { stdout: string; stderr: string }
  /** Resolves with the address of its first line; rejects when it ends before. */
  listening(): Promise<string>
  /** Resolves with its exit code, or the signal that ended it. */
  ended(): Promise<number | string>
}

interface SpawnOptions {
  /** No file may grow beyond this many blocks of 512 bytes: the nearest thing to a full disk. */
  readonly fileBlocks?: number
}

export function spawnGateway(args: readonly string[], options: SpawnOptions = {}): GatewayProcess {
  const limit = options.fileBlocks ?? 'unlimited'
  const child = spawn('sh', ['-c', `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (bytes: Buffer) => {
      output.stdout += bytes.toString()
      const found = /gateway listening on (\S+) /.exec(output.stdout)?.[1]
      if (found) resolve(found)
    })
    void ended.then(() => reject(new Error(`the gateway ended: ${output.stderr}`)))
  })
  address.catch(() => undefined)
  child.stderr.on('data', (bytes: Buffer) => {
    output.stderr += bytes.toString()
  })
  return { child, output, listening: () => address, ended: () => ended }
}
