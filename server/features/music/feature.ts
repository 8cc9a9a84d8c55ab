import { feature } from '#server/platform/feature.ts'
import { getMusic } from './get-music.ts'
import { musicSound } from './http/music-sound.ts'

export const musicFeature = feature({
  handle: { getMusic },
  files: (['get', 'put', 'delete'] as const).map((method) => ({
    method,
    path: '/api/music/sound',
    access: method === 'get' ? 'settings.see' : 'settings.change',
    serve: (edge) => musicSound(edge)[method],
  })),
})
