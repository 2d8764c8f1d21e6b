import manifest from '../../package.json';
import { loadingTime, scan, tarball } from './packed.mts';

describe('the published package', () => {
	it("passes n8n's scanner, as source and as what the tarball unpacks to", () => {
		const { source, tarball: unpacked } = scan();
		expect([source.details, unpacked.details]).toEqual([undefined, undefined]);
		expect([source.passed, unpacked.passed]).toEqual([true, true]);
	});

	it('holds what users need and nothing else, in at most 40 kB', () => {
		const { bytes, files } = tarball();
		const others = files.filter(
			(file) => !/^package\/dist\/(nodes|credentials|icons)\/.*\.(js|node\.json|svg)$/.test(file),
		);
		expect(others).toEqual(['package/LICENSE.md', 'package/README.md', 'package/package.json']);
		expect(files).toContain(
			'package/dist/nodes/EightByEightInteractionData/EightByEightInteractionData.node.json',
		);
		expect(bytes).toBeLessThanOrEqual(40_000);
	});

	it('loads in at most 20 ms', () => {
		expect(loadingTime()).toBeLessThanOrEqual(20);
	});

	it('has no runtime dependency, and only n8n-workflow beside it', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(Object.keys(manifest.scripts).filter((name) => /install|prepare/.test(name))).toEqual(
			[],
		);
	});
});
