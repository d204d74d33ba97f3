import { z } from 'zod'
import { PANEL_NAMES, SCENE_NAMES } from '../../domain/view/display-item.ts'
import { says } from '../files/schema-problems.ts'

const MAX_DISPLAYS = 64
const ID = /^[\w.-]{1,100}$/
/** What a track of a CSS grid may be here; nothing else of CSS gets into a page by a layout file. */
const TRACK =
  /^(?:auto|min-content|max-content|\d+(?:\.\d+)?(?:rem|fr|%)|minmax\((?:0|\d+(?:\.\d+)?rem|auto), \d+(?:\.\d+)?(?:rem|fr|%)\))$/

const words = z.string().min(1).max(200)
const id = z.string().regex(ID, says('display-id-form'))
const lengthMm = z.number().min(50, says('least-mm')).max(200_000, says('most-mm'))
const lengthPx = z.number().int(says('whole-px')).min(320).max(100_000)
const place = z.number().int(says('whole-px')).min(-1_000_000).max(1_000_000)
const scene = z.enum(SCENE_NAMES)
const panel = z.enum(PANEL_NAMES, says('panel-unknown'))
const tracks = z
  .string()
  .refine((text) => splitTracks(text).every((track) => TRACK.test(track)), says('sizes'))

const displaySchema = z.strictObject({
  id,
  name: words,
  nameEn: words.optional(),
  place: words.optional(),
  widthMm: lengthMm,
  heightMm: lengthMm,
  widthPx: lengthPx,
  heightPx: lengthPx,
  distanceMm: lengthMm,
  sounds: z.boolean().default(false),
  desk: z.boolean().default(false),
  scene,
  rotation: z
    .strictObject({
      scenes: z.array(scene),
      dwellSeconds: z.number().min(5, says('dwell-short')).max(86_400),
    })
    .optional(),
  takeover: z.array(id).max(MAX_DISPLAYS).default([]),
  screen: z
    .strictObject({
      label: words.exactOptional(),
      output: words.exactOptional(),
      x: place.exactOptional(),
      y: place.exactOptional(),
      widthPx: lengthPx.exactOptional(),
      heightPx: lengthPx.exactOptional(),
    })
    .optional(),
})

const sceneSchema = z.strictObject({
  critical: z.array(panel).default([]),
  arrangements: z
    .array(
      z.strictObject({
        minAspect: z.number().min(0).max(20),
        areas: z.array(z.string().max(1_000)).min(1, says('rows-none')).max(40),
        columns: tracks,
        rows: tracks,
      }),
    )
    .min(1, says('arrangements-none'))
    .max(20),
})

/** The shape of a layout file. What belongs together in it is checked by `layout-checks.ts`. */
export const layoutSchema = z.strictObject({
  version: z.literal(1, says('format')),
  displays: z.array(displaySchema).min(1, says('displays-none')).max(MAX_DISPLAYS),
  presets: z
    .array(z.strictObject({ name: words, nameEn: words, scenes: z.record(z.string(), scene) }))
    .max(100)
    .default([]),
  /** Scenes that are left out are those of the default layout. */
  scenes: z.partialRecord(scene, sceneSchema).default({}),
})

export type LayoutText = z.infer<typeof layoutSchema>
export type DisplayText = LayoutText['displays'][number]
export type SceneText = z.infer<typeof sceneSchema>

/** `minmax(0, 1fr)` is one track. */
export function splitTracks(text: string): readonly string[] {
  return text.trim().split(/\s+(?![^(]*\))/)
}
