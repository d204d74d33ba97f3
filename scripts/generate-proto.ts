import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './lib/command.ts'
import { bin, ROOT } from './lib/root.ts'

// Writes proto/gen anew from proto/wall.
rmSync(join(ROOT, 'proto/gen'), { recursive: true, force: true })
const { code, output } = await runCommand(bin('buf'), ['generate'])
if (code !== 0) console.error(output)
process.exit(code)
