import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

export interface Spawned {
  readonly match: string
  readonly memoryMb: () => number
  stop(): Promise<void>
}

const running = new Set<ChildProcess>()
// A stage that fails leaves no program behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A program of this project in a process of its own, once a line of its stdout matched. */
export function spawnProgram(args: readonly string[], pattern: RegExp): Promise<Spawned> {
  const child = spawn(process.execPath, [...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return new Promise((resolve, reject) => {
    // After the line was found this says nothing any more.
    child.once('exit', (code) => reject(new Error(`${args[0] ?? ''} ended with code ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = pattern.exec(line)
      if (found === null) return
      resolve({
        match: found[1] ?? found[0],
        memoryMb: () => residentMb(child.pid ?? 0),
        stop: () => stop(child),
      })
    })
  })
}

/** -1 where it cannot be read. */
export function residentMb(pid: number): number {
  try {
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found?.[1] === undefined ? -1 : Math.round(Number(found[1]) / 1024)
  } catch {
    return -1
  }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
