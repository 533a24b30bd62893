// A folder put onto the window: its name and its files with their places in it.

export type GivenFolder = { name: string; files: { path: string; file: File }[] };

export function filesOfInput(list: FileList | null): GivenFolder | null {
  if (!list || list.length === 0) return null;
  const files = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return folderOf(files);
}

export async function filesOfDrop(data: DataTransfer): Promise<GivenFolder | null> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null && entry !== undefined);
  const files: GivenFolder['files'] = [];
  if (entries.length === 0) files.push(...[...data.files].map((file) => ({ path: file.name, file })));
  for (const entry of entries) await gather(entry, '', files);
  return files.length === 0 ? null : folderOf(files);
}

async function gather(entry: FileSystemEntry, above: string, into: GivenFolder['files']): Promise<void> {
  const path = above ? `${above}/${entry.name}` : entry.name;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    into.push({ path, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const inner of some) await gather(inner, path, into);
  }
}

/** One folder gives its name; its name is not part of the places of its files. Hidden files stay behind. */
export function folderOf(files: GivenFolder['files']): GivenFolder {
  const tops = new Set(files.map(({ path }) => path.split('/')[0]!));
  const one = tops.size === 1 && files.every(({ path }) => path.includes('/')) ? [...tops][0]! : null;
  const inside = one === null ? files : files.map(({ path, file }) => ({ path: path.slice(one.length + 1), file }));
  const seen = inside.filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')));
  return { name: one ?? files[0]?.path.replace(/\.[^.]*$/, '') ?? '', files: seen.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}
