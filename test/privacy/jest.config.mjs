/** What a real n8n server keeps of secrets; it is started once, with everything logged. */
export default {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/privacy'],
	testMatch: ['**/*.test.ts'],
	testTimeout: 60_000,
	globalSetup: '<rootDir>/test/privacy/globalSetup.mjs',
	globalTeardown: '<rootDir>/test/n8n/globalTeardown.mjs',
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
};
