import { makeCore } from './core-bench.ts'

/** Starts a core, waits until it has heard of its gateway or failed to, stops it, and has to end by itself. */
const [gateway = '', dataDir = ''] = process.argv.slice(2)
const { core, until } = makeCore({ gateway, dataDir })
await core.start()
const health = await until(({ link }) => link.state === 'live' || link.attempt > 0)
await core.stop()
process.stdout.write(health.link.state)
