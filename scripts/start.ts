import { join } from 'node:path'
import { buildIfNeeded } from './start/fresh-build.ts'
import { scenarioFolder, startEmbeddedGateway } from './start/embedded-gateway.ts'
import { parseOptions, USAGE, type StartOptions } from './start/options.ts'
import type { Program } from './start/program.ts'
import { startWall } from './start/wall-host.ts'

const programs: Program[] = []
let stopping = false

async function stopAll(code: number): Promise<never> {
  stopping = true
  // The wall first: it should not see its gateway go.
  for (const program of programs.splice(0).reverse()) await program.stop()
  process.exit(code)
}

async function start(options: StartOptions): Promise<void> {
  await buildIfNeeded()
  if (options.gateway !== undefined) return follow(options, options.gateway, join(options.data, 'wall'))
  const { program, address, command } = await startEmbeddedGateway(options)
  programs.push(program)
  void program.ended.then((how) => {
    if (stopping) return
    console.error(
      `The gateway has ended (${how}); the wall goes on from its cache. Start it again with:\n  ${command}`,
    )
  })
  console.log(`Gateway with scenario ${options.scenario} at ${address}`)
  await follow(options, address, join(scenarioFolder(options), 'wall'))
}

async function follow(options: StartOptions, gateway: string, data: string): Promise<void> {
  const wall = await startWall(options, gateway, data)
  programs.push(wall)
  void wall.ended.then((how) => {
    if (stopping) return
    if (how !== 'exit code 0') console.error(`The wall has ended (${how}).`)
    void stopAll(how === 'exit code 0' ? 0 : 1)
  })
}

function readOptions(): StartOptions {
  try {
    return parseOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    process.exit(2)
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stopping) void stopAll(0)
  })
}

try {
  await start(readOptions())
} catch (error) {
  console.error(error instanceof Error ? `The wall could not be started: ${error.message}` : String(error))
  await stopAll(1)
}
