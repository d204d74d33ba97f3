import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { ROOT } from '../lib/root.ts'

/** A program of this project that runs beside this one. */
export interface Program {
  /** The first line on stdout that the pattern finds; rejects when the program ends without it. */
  readonly ready: Promise<RegExpExecArray>
  readonly ended: Promise<string>
  /** Asks it to end, insists after a while, and waits for it. */
  stop(): Promise<void>
}

const INSIST_AFTER_MS = 8_000

export function startProgram(
  command: string,
  args: readonly string[],
  pattern: RegExp,
  env: NodeJS.ProcessEnv = {},
): Program {
  const child = spawn(command, [...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Its own group: Ctrl-C reaches this program alone, which then ends the others in order.
    detached: true,
  })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`))
  })
  const ready = firstMatch(child, pattern, ended)
  ready.catch(() => {
    // For whoever awaits it; a program without an address, like the desktop app, is not awaited.
  })
  return { ready, ended, stop: () => stopChild(child, ended) }
}

function firstMatch(child: ChildProcess, pattern: RegExp, ended: Promise<string>): Promise<RegExpExecArray> {
  const { stdout } = child
  return new Promise((resolve, reject) => {
    void ended.then((how) => reject(new Error(`a part ended with ${how}; the lines above say why.`)))
    if (stdout === null) return
    createInterface({ input: stdout }).on('line', (line) => {
      const found = pattern.exec(line)
      if (found !== null) resolve(found)
    })
  })
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const insist = setTimeout(() => child.kill('SIGKILL'), INSIST_AFTER_MS)
  await ended
  clearTimeout(insist)
}
