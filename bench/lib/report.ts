import { readdirSync, readFileSync } from 'node:fs'
import { nearestRank } from '../../domain/indicators/compliance.ts'
import { residentMb } from './spawned.ts'

export type Row = readonly [name: string, value: string]

export function printRows(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`)
  const width = Math.max(...rows.map(([name]) => name.length))
  for (const [name, value] of rows) console.log(`  ${name.padEnd(width)}  ${value}`)
}

export function medianOf(values: readonly number[]): number {
  return (
    nearestRank(
      [...values].sort((a, b) => a - b),
      50,
    ) ?? -1
  )
}

export function spreadOf(values: readonly number[], digits = 0): string {
  const sorted = [...values].sort((a, b) => a - b)
  const text = (value: number | undefined): string => (value ?? -1).toFixed(digits)
  return `${text(medianOf(values))} (${text(sorted[0])} to ${text(sorted.at(-1))})`
}

export async function timed(step: () => Promise<unknown> | unknown): Promise<number> {
  const startMs = performance.now()
  await step()
  return performance.now() - startMs
}

/** Memory of every process whose command has this name, by what it says it does. */
export function residentRows(name: string): readonly Row[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid): readonly Row[] => {
      const command = commandOf(pid)
      if (!command.includes(name)) return []
      const type = /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser'
      return type === 'zygote' ? [] : [[`memory of ${name} (${type}), MB`, String(residentMb(Number(pid)))]]
    })
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    // The process has ended since the folder was read.
    return ''
  }
}

/** Processor time of this thread: what other programs took from it meanwhile is not in it. */
export function cpuMsOf(step: () => void): number {
  const before = process.threadCpuUsage()
  step()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}
