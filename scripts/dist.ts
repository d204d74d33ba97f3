import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build, Platform } from 'electron-builder'
import { ROOT } from './lib/root.ts'

const BUILT = ['dist/electron/main.mjs', 'dist/electron/preload.cjs', 'dist/renderer/index.html']
const CONFIG = 'electron-builder.config.cjs'

/** A folder with an Electron of this platform in it: the one that was named, or the one its package brought. */
function electronFolder(): string | undefined {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (named !== undefined && named !== '') return named
  const brought = join(ROOT, 'node_modules/electron/dist')
  return existsSync(join(brought, 'version')) ? brought : undefined
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

const missing = BUILT.filter((file) => !existsSync(join(ROOT, file)))
if (missing.length > 0) fail(`${missing.join(', ')}: not built. Run \`npm run build\` first.`)

const electronDist = electronFolder()
try {
  const written = await build({
    projectDir: ROOT,
    targets: Platform.current().createTarget(),
    config: { extends: join(ROOT, CONFIG), ...(electronDist === undefined ? {} : { electronDist }) },
    publish: 'never',
  })
  console.log(['The packed app is in out/.', ...written.map((file) => relative(ROOT, file))].join('\n'))
} catch (error) {
  const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]
  if (electronDist !== undefined) fail(`The app could not be packed: ${reason}`)
  fail(
    `The app could not be packed: there is no Electron binary here, and it could not be downloaded (${reason}). ` +
      'Run `node node_modules/electron/install.js` where its downloads can be reached, or name a folder that ' +
      'holds one in ELECTRON_OVERRIDE_DIST_PATH.',
  )
}
