# %% one_sided
# known: check_is_one_sided
def check_gradient(w, b, X, Y, dw, db, h=1e-5):
    J = propagate(w, b, X, Y)[0]
    num_dw = np.zeros(w.shape)
    for j in range(len(w)):
        w_plus = np.copy(w)
        w_plus[j, 0] = w_plus[j, 0] + h
        num_dw[j, 0] = (propagate(w_plus, b, X, Y)[0] - J) / h
    num_db = (propagate(w, b + h, X, Y)[0] - J) / h
    grad, num = np.append(dw, db), np.append(num_dw, num_db)
    difference = np.linalg.norm(grad - num) / (np.linalg.norm(grad) + np.linalg.norm(num))
    return num_dw, num_db, difference

# %% numerator_only
# known: check_error_is_not_relative
def check_gradient(w, b, X, Y, dw, db, h=1e-5):
    theta = np.append(w, b)
    num = np.zeros(theta.size)
    for k in range(theta.size):
        plus, minus = np.copy(theta), np.copy(theta)
        plus[k] += h
        minus[k] -= h
        J_plus = propagate(plus[:-1].reshape(-1, 1), plus[-1], X, Y)[0]
        J_minus = propagate(minus[:-1].reshape(-1, 1), minus[-1], X, Y)[0]
        num[k] = (J_plus - J_minus) / (2 * h)
    return num[:-1].reshape(-1, 1), num[-1], np.linalg.norm(np.append(dw, db) - num)
