import type { INodeTypeDescription } from 'n8n-workflow';
import { accountOfExamples } from '../n8n/exampleAccount.mts';
import { loadedTypes } from '../n8n/serverUnderTest.mts';
import { nodeType } from '../n8n/workflows.mts';
import { expectRun } from '../saved-workflows/expectRun.mts';
import { savedWorkflow, savedWorkflows } from '../saved-workflows/saved.mts';
import {
	installPackage,
	installedPackages,
	uninstallPackage,
	updatePackage,
} from './communityNodes.mts';
import { Stage } from './stage.mts';

const packageName = 'n8n-nodes-8x8-interaction-data';

// Each test goes on where the one before it ended, as a user does.
describe('the package, published to npm and installed by the owner of a server', () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await Stage.start();
	});

	afterAll(async () => await stage?.stop());

	const nodesOfPackage = async () =>
		(await loadedTypes<INodeTypeDescription>(stage.owner, 'nodes'))
			.map(({ name }) => name)
			.filter((name) => name.startsWith(packageName));

	const storedWorkflows = async () =>
		await Promise.all(
			savedWorkflows.map(({ file }) =>
				stage.owner.rest('GET', `/workflows/${savedWorkflow(file).id}`),
			),
		);

	async function expectSavedWorkflowsToRun() {
		for (const saved of savedWorkflows) {
			await expectRun(stage.owner, stage.simulator, savedWorkflow(saved.file).id, saved);
		}
	}

	it('is installed by its name, and brings the node and the tool', async () => {
		expect(await installedPackages(stage.owner)).toEqual([]);
		expect(await installPackage(stage.owner, packageName)).toMatchObject({
			packageName,
			installedVersion: stage.current.version,
			installedNodes: [{ name: '8x8 Interaction Data', type: nodeType, latestVersion: 1 }],
		});
		const [installed] = await installedPackages(stage.owner);
		expect(installed).toMatchObject({
			packageName,
			installedVersion: stage.current.version,
			failedLoading: false,
		});
		expect(installed.updateAvailable).toBeUndefined();
		expect(await nodesOfPackage()).toEqual([nodeType, `${nodeType}Tool`]);
	});

	it('runs the saved workflows', async () => {
		await accountOfExamples(stage.owner, stage.simulator);
		for (const { file } of savedWorkflows) await stage.owner.importWorkflow(savedWorkflow(file));
		await expectSavedWorkflowsToRun();
	});

	it('is offered in a newer version once that is published', async () => {
		await stage.npm.publish(stage.next.tarball);
		expect(await installedPackages(stage.owner)).toMatchObject([
			{ installedVersion: stage.current.version, updateAvailable: stage.next.version },
		]);
	});

	it('is updated, and runs the saved workflows as before', async () => {
		const stored = await storedWorkflows();
		expect(await updatePackage(stage.owner, packageName)).toMatchObject({
			installedVersion: stage.next.version,
		});
		const [updated] = await installedPackages(stage.owner);
		expect(updated).toMatchObject({
			packageName,
			installedVersion: stage.next.version,
			failedLoading: false,
		});
		expect(updated.updateAvailable).toBeUndefined();
		expect(await nodesOfPackage()).toEqual([nodeType, `${nodeType}Tool`]);
		expect(await storedWorkflows()).toEqual(stored);
		await expectSavedWorkflowsToRun();
	});

	it('leaves the workflows as they are when it is uninstalled; n8n names the node they lack', async () => {
		const stored = await storedWorkflows();
		await uninstallPackage(stage.owner, packageName);
		expect(await installedPackages(stage.owner)).toEqual([]);
		expect(await nodesOfPackage()).toEqual([]);
		expect(await storedWorkflows()).toEqual(stored);
		for (const { file } of savedWorkflows) {
			await expect(stage.owner.run(savedWorkflow(file).id, 'Start')).rejects.toThrow(
				`Unrecognized node type: ${nodeType}`,
			);
		}
	});

	it('runs the workflows again when it is installed again', async () => {
		expect(await installPackage(stage.owner, packageName)).toMatchObject({
			installedVersion: stage.next.version,
		});
		await expectSavedWorkflowsToRun();
	});

	it('is still there when the server has been started again', async () => {
		await stage.restartServer();
		expect(await installedPackages(stage.owner)).toMatchObject([
			{ packageName, installedVersion: stage.next.version, failedLoading: false },
		]);
		await expectSavedWorkflowsToRun();
	});

	it('makes n8n ask nobody but npm, and its maker whether the package is banned', () => {
		expect(stage.npm.asked).toEqual(['api.n8n.io', 'registry.npmjs.org']);
	});
});
