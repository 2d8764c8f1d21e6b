import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Lints what n8n's configuration leaves out: everything that is not published. */
export default tseslint.config(
	{ ignores: ['**/node_modules/**', 'dist/**', 'coverage/**', '.work/**', '**/*.ts'] },
	{
		files: ['**/*.mts', '**/*.mjs'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
		languageOptions: {
			globals: Object.fromEntries(
				['console', 'process', 'URL', 'fetch', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Buffer', 'AbortController', 'AbortSignal'].map((name) => [name, 'readonly']),
			),
		},
	},
);
