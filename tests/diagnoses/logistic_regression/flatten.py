# %% famous_trick_without_transpose
# known: flatten_into_rows
def flatten(pictures):
    return pictures.reshape(pictures.shape[0], -1)

# %% straight_to_the_shape
# known: flatten_mixes_pictures
def flatten(pictures):
    m = pictures.shape[0]
    n_x = np.prod(pictures.shape[1:])
    return pictures.reshape(n_x, m)

# %% image_to_vector
# known: flatten_everything_into_one_column
def flatten(pictures):
    return pictures.reshape((-1, 1))
