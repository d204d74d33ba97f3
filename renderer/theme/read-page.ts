/** The share of the font size that a Chinese glyph, and a Latin capital or a digit, is high. */
export const HAN_PER_EM = 0.9
export const CAPITAL_PER_EM = 0.73

/** One line of text as it stands on the glass. Self-contained: a test runs this file inside the page. */
export interface TextReading {
  readonly text: string
  /** Panel, and classes of the element: enough to find it. */
  readonly where: string
  readonly script: 'han' | 'latin'
  readonly fontPx: number
  /** Of the glyph, not of the line. */
  readonly heightPx: number
  readonly contrast: number
  /** `ellipsis`: cut where its element says that it may be. `hidden`: cut without a sign of it. */
  readonly cut: 'no' | 'ellipsis' | 'hidden'
  readonly isClock: boolean
  readonly box: Box
  /** The same line by line. */
  readonly lines: readonly Box[]
}

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

type Rgba = readonly [number, number, number, number]

const CLOCKS = 'time, [data-testid=sla-row] .remaining, [data-clock-text]'
/** What glyphs reach over their box is no loss, nor is the share of a line above and below them. */
const SLACK_PX = 2
const LEADING = 0.2

/** Every text that can be seen below an element. */
export function readTexts(root: Element): readonly TextReading[] {
  const found: TextReading[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const reading = readText(node)
    if (reading !== undefined) found.push(reading)
  }
  return found
}

function readText(node: Node): TextReading | undefined {
  const text = (node.nodeValue ?? '').trim()
  const element = node.parentElement
  if (text === '' || element === null || element.closest('title, style, script') !== null) return undefined
  const box = boxOf(node)
  if (box === undefined || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    return undefined
  const cut = cutOf(element, box)
  if (cut === 'outside') return undefined
  const style = getComputedStyle(element)
  const fontPx = Number.parseFloat(style.fontSize)
  const script = /\p{Script=Han}/u.test(text) ? 'han' : 'latin'
  return {
    text,
    where: placeOf(element),
    script,
    fontPx,
    heightPx: fontPx * (script === 'han' ? HAN_PER_EM : CAPITAL_PER_EM),
    contrast: contrastOf(element, style),
    cut,
    isClock: element.closest(CLOCKS) !== null,
    box,
    lines: linesOf(node),
  }
}

function boxOf(node: Node): Box | undefined {
  const range = document.createRange()
  range.selectNodeContents(node)
  const { left, top, right, bottom, width, height } = range.getBoundingClientRect()
  if (width < 1 || height < 1) return undefined
  return { left, top, right, bottom }
}

function linesOf(node: Node): readonly Box[] {
  const range = document.createRange()
  range.selectNodeContents(node)
  return [...range.getClientRects()].map(({ left, top, right, bottom }) => ({ left, top, right, bottom }))
}

function placeOf(element: Element): string {
  const panel = element.closest('[data-panel], [data-testid=scene] > *')
  const name = panel?.getAttribute('data-panel') ?? panel?.className ?? ''
  return `${name} ${element.parentElement?.className ?? ''} > ${element.tagName.toLowerCase()}.${element.className}`
}

function cutOf(element: Element, box: Box): TextReading['cut'] | 'outside' {
  let cut: TextReading['cut'] = 'no'
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(at)
    if (overflowX === 'visible' && overflowY === 'visible') continue
    const clip = at.getBoundingClientRect()
    if (isOutside(box, clip)) return 'outside'
    const isCut =
      box.right > clip.right + SLACK_PX ||
      box.left < clip.left - SLACK_PX ||
      box.bottom > clip.bottom + SLACK_PX + (box.bottom - box.top) * LEADING ||
      box.top < clip.top - SLACK_PX - (box.bottom - box.top) * LEADING
    if (!isCut) continue
    if (textOverflow === 'ellipsis') return cut === 'hidden' ? cut : 'ellipsis'
    cut = 'hidden'
  }
  return cut
}

/** What reaches in by less than the slack shows no ink: the line above and below a glyph is higher than the glyph. */
function isOutside(box: Box, clip: DOMRect): boolean {
  return (
    box.left >= clip.right - SLACK_PX ||
    box.right <= clip.left + SLACK_PX ||
    box.top >= clip.bottom - SLACK_PX ||
    box.bottom <= clip.top + SLACK_PX
  )
}

/** Against what is painted behind it: the backgrounds of all ancestors, one over the other. */
function contrastOf(element: Element, style: CSSStyleDeclaration): number {
  const stroke = style.getPropertyValue('-webkit-text-stroke-color')
  const filled = colorOf(style.color)
  const ink = filled[3] === 0 ? colorOf(stroke) : filled
  const ground = groundOf(element)
  const a = luminance(over(ink, ground))
  const b = luminance(ground)
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function groundOf(element: Element): Rgba {
  const layers: Rgba[] = []
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const color = colorOf(getComputedStyle(at).backgroundColor)
    if (color[3] > 0) layers.push(color)
    if (color[3] === 1) break
  }
  return layers.reduceRight((below, layer) => over(layer, below), [0, 0, 0, 1] as Rgba)
}

function colorOf(text: string): Rgba {
  const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
  const unit = text.startsWith('color(') ? 255 : 1
  return [r * unit, g * unit, b * unit, a]
}

function over([r, g, b, a]: Rgba, below: Rgba): Rgba {
  return [r * a + below[0] * (1 - a), g * a + below[1] * (1 - a), b * a + below[2] * (1 - a), 1]
}

/** WCAG 2.x. */
function luminance([r, g, b]: Rgba): number {
  const [red = 0, green = 0, blue = 0] = [r, g, b].map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
