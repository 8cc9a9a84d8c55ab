/** One chunk: what is shown in lists of several companies. */
export { default as CompanyChip } from './CompanyChip.vue'
export { default as CompanyChoice } from './CompanyChoice.vue'
