import { report } from './report.mts';
import { soak, wanted } from './soak.mts';

jest.setTimeout(3_600_000);

/** Seeds that once found something. */
const seeds: number[] = [];

it.each([...new Set([...seeds, wanted.seed])])(
	'with seed %i, simulator, node and journal agree on every row',
	async (seed) => {
		const result = await soak({ ...wanted, seed });
		report(result);
		expect(result.disagreements).toEqual([]);
		expect(result.set + result.failed).toBe(result.rows);
		expect(result.set).toBeGreaterThan(result.rows / 2);
	},
);
