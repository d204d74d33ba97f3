import type { DisplayItem } from '../../domain/view/display-item.ts'
import { useWords } from '../i18n/use-words.ts'
import { localTime } from './time-text.ts'
import { useWall } from './use-wall.ts'

/** Why a display shows its scene, and since when if that is known: a wall that changes by itself says so. */
export function useSceneReason(): (display: DisplayItem) => string {
  const { utcOffsetMinutes } = useWall()
  const { t } = useWords()
  return ({ sceneReason, sceneSinceMs }) => {
    const reason = t(`displays.reason.${sceneReason}`)
    if (sceneReason === 'layout' || sceneSinceMs === 0) return reason
    return t('displays.why', { reason, at: localTime(sceneSinceMs, utcOffsetMinutes.value).minute })
  }
}
