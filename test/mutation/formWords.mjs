import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

const WORDS = ['displayName', 'description', 'placeholder', 'hint', 'action'];

/** Leaves out the words of the form: what they say is for people to judge, not for a test. */
export const strykerPlugins = [
	declareValuePlugin(PluginKind.Ignore, 'form-words', {
		shouldIgnore(path) {
			return isWords(path) ? 'words of the form' : undefined;
		},
	}),
];

function isWords(path) {
	if (!path.isStringLiteral() && !path.isTemplateLiteral()) return false;
	const { parent, parentPath } = path;
	return (
		parent.type === 'ObjectProperty' &&
		parent.value === path.node &&
		WORDS.includes(parent.key.name) &&
		parentPath.parent.properties.some(({ key }) => key?.name === 'name')
	);
}
