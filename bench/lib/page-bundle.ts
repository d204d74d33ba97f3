import { join } from 'node:path'
import { build, type Rollup } from 'vite'

const PAGES = join(import.meta.dirname, '../pages')

/** A file of `bench/pages` with the parts of the renderer that it measures, as one script for `page.evaluate`. */
export async function pageBundle(name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      write: false,
      target: 'chrome140',
      lib: { entry: join(PAGES, name), formats: ['iife'], name: 'bench' },
    },
  })
  const [output] = Array.isArray(built) ? built : [built as Rollup.RollupOutput]
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined
  if (chunk === undefined) throw new Error(`bench/pages/${name} was not built; see what vite says above.`)
  return chunk.code
}
