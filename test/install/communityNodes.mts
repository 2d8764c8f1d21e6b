import type { N8nClient } from '../../n8n-server/n8nClient.mts';

export interface InstalledPackage {
	packageName: string;
	installedVersion: string;
	/** The version that n8n offers to update to. */
	updateAvailable?: string;
	failedLoading?: boolean;
	installedNodes: Array<{ name: string; type: string; latestVersion: number }>;
}

/** What the editor sends for what is clicked in Settings → Community nodes. */
const path = '/community-packages';

export async function installedPackages(owner: N8nClient): Promise<InstalledPackage[]> {
	return await owner.rest('GET', path);
}

export async function installPackage(owner: N8nClient, name: string): Promise<InstalledPackage> {
	return await owner.rest('POST', path, { name });
}

export async function updatePackage(owner: N8nClient, name: string): Promise<InstalledPackage> {
	return await owner.rest('PATCH', path, { name });
}

export async function uninstallPackage(owner: N8nClient, name: string): Promise<void> {
	await owner.rest('DELETE', `${path}?name=${encodeURIComponent(name)}`);
}
