const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render|microsoft basic/i

/** What the browser says its WebGL runs on; `undefined` without WebGL 2 or without the word. */
export function unmaskedRenderer(): string | undefined {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('webgl2')
  if (context === null) return undefined
  const info = context.getExtension('WEBGL_debug_renderer_info')
  const name: unknown = info === null ? undefined : context.getParameter(info.UNMASKED_RENDERER_WEBGL)
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return typeof name === 'string' ? name : undefined
}

/** Cesium in software draws two pictures a second and takes the whole processor for them. */
export function isRealGpu(renderer: string | undefined): boolean {
  return renderer !== undefined && renderer !== '' && !SOFTWARE.test(renderer)
}
