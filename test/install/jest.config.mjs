/** The package as users get it: published to a registry, installed, updated, removed in n8n. */
export default {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/install'],
	testMatch: ['<rootDir>/test/install/*.test.ts'],
	testTimeout: 180_000,
	globalSetup: '<rootDir>/test/install/globalSetup.mjs',
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
};
