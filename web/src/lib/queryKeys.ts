/** Server state that the events socket keeps current, shared by several features. */
export const sandboxKey = (projectId: string) => ['sandbox', projectId];
export const runsKey = (projectId: string) => ['runs', projectId];
export const terminalsKey = (projectId: string) => ['terminals', projectId];
export const manifestKey = (projectId: string) => ['manifest', projectId];
export const treeKey = (projectId: string, path: string) => ['tree', projectId, path];
export const treesKey = (projectId: string) => ['tree', projectId];
