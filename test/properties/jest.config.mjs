import { typescript } from '../typescript.mjs';

/**
 * Properties that hold for any input. `PROPERTY_RUNS` sets how many inputs each is tried with,
 * `PROPERTY_SEED` which; the seed is printed.
 */
export default {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/properties'],
	testMatch: ['**/*.test.ts'],
	// The long run takes minutes for one property.
	testTimeout: 7_200_000,
	globalSetup: '<rootDir>/test/properties/seed.mjs',
	...typescript,
};
