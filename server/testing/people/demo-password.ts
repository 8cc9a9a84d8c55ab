/** DEMO_PASSWORD of products that tests, benchmarks and walks start; a started product makes its own. */
export const demoPassword = 'vahta2026'
