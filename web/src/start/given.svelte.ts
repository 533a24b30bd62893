// A folder dropped anywhere on the window is taken to the start page.
import type { GivenFolder } from './given_folder';

export const given = $state<{ folder: GivenFolder | null }>({ folder: null });
