import { setTimeout as pause } from 'node:timers/promises'
import { DisplayWindows } from './displays/display-windows.ts'
import { listMonitors } from './displays/monitors.ts'
import { parseOptions, USAGE, type DisplaysOptions } from './displays/options.ts'
import { findChromium } from './lib/browser-setup.ts'

const LOOK_EVERY_MS = 400

function readOptions(): DisplaysOptions {
  try {
    return parseOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`${sentenceOf(error)}\n\n${USAGE}`)
    process.exit(2)
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

const { layout, ...setup } = readOptions()
const chromium = findChromium()
if (chromium === undefined) {
  console.error(
    'There is no Chromium. Install it (Debian: apt-get install chromium), or name one in CHROMIUM.',
  )
  process.exit(1)
}
const windows = new DisplayWindows({ ...setup, chromium }, layout, listMonitors)
let stopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (stopping = true))

let lastProblem = ''
try {
  // What is wrong at the start is for the person who starts it; later on the windows stay, whatever happens.
  await windows.follow()
  while (!stopping) {
    await pause(LOOK_EVERY_MS)
    const problem = await windows.follow().then(() => '', sentenceOf)
    if (problem !== '' && problem !== lastProblem) console.error(problem)
    lastProblem = problem
  }
  await windows.closeAll()
} catch (error) {
  console.error(sentenceOf(error))
  await windows.closeAll()
  process.exit(1)
}
