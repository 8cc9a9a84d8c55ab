import { lateParts } from '../../ui/late-parts.ts'

/** Fetched once the board stands: the second key of "M, 1" must find its dialog, and a board without a line its card. */
export const {
  parts: { TaskDrawer, MoveDialog, ArchiveSearch },
  fetch: fetchPanels,
} = lateParts({
  TaskDrawer: () => import('./components/drawer/TaskDrawer.vue'),
  MoveDialog: () => import('./components/MoveDialog.vue'),
  ArchiveSearch: () => import('./components/ArchiveSearch.vue'),
})
