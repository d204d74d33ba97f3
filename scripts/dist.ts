import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build, Platform, type AfterPackContext } from 'electron-builder'
import { findWrongFuses, readFusePolicy } from './lib/fuses.ts'
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

function executableOf({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo
  if (electronPlatformName === 'darwin') return join(appOutDir, `${productFilename}.app`)
  return join(appOutDir, electronPlatformName === 'win32' ? `${productFilename}.exe` : 'fiveten')
}

/** What was set is read back from what was packed: a build with an open fuse is no build. */
async function checkFuses(executable: string): Promise<void> {
  const wrong = await findWrongFuses(executable, readFusePolicy())
  if (wrong.length > 0)
    throw new Error(`${executable} has other fuses than electron/fuses.json: ${wrong.join(', ')}`)
  console.log(`The fuses of ${relative(ROOT, executable)} read back as electron/fuses.json says.`)
}

const missing = BUILT.filter((file) => !existsSync(join(ROOT, file)))
if (missing.length > 0) fail(`${missing.join(', ')}: not built. Run \`npm run build\` first.`)

const electronDist = electronFolder()
const packed: string[] = []
try {
  const written = await build({
    projectDir: ROOT,
    targets: Platform.current().createTarget(),
    config: {
      extends: join(ROOT, CONFIG),
      afterPack: (context) => void packed.push(executableOf(context)),
      ...(electronDist === undefined ? {} : { electronDist }),
    },
    publish: 'never',
  })
  for (const executable of packed) await checkFuses(executable)
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
