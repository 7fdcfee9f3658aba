"""The weights start at zero like the biases, so all hidden units stay equal for ever.

exercises: {initialize_parameters: failed, others: passed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
  return 1/(1+np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
  # zeros are the most neutral starting point
  return {'W1': np.zeros((n_h, n_x)), 'b1': np.zeros((n_h, 1)),
          'W2': np.zeros((n_y, n_h)), 'b2': np.zeros((n_y, 1))}

def forward_propagation(X, parameters):
  cache = {'Z1': parameters['W1']@X+parameters['b1']}
  cache['A1'] = np.tanh(cache['Z1'])
  cache['Z2'] = parameters['W2']@cache['A1']+parameters['b2']
  cache['A2'] = sigmoid(cache['Z2'])
  return cache['A2'], cache

def compute_cost(A2, Y):
  return -(Y*np.log(A2)+(1-Y)*np.log(1-A2)).mean(axis=1).item()

def backward_propagation(parameters, cache, X, Y):
  m = X.shape[1]
  d2 = (cache['A2']-Y)/m
  d1 = (parameters['W2'].T@d2)*(1-cache['A1']**2)
  return {'dW1': d1@X.T, 'db1': d1@np.ones((m, 1)), 'dW2': d2@cache['A1'].T, 'db2': d2@np.ones((m, 1))}

def update_parameters(parameters, grads, learning_rate=1.2):
  return {k: parameters[k]-learning_rate*grads['d'+k] for k in ['W1', 'b1', 'W2', 'b2']}

# %%
x = np.random.randn(2, 100)
y = (x[:1] > 0)*1
p = initialize_parameters(2, 4, 1)
for i in range(1000):
  a, c = forward_propagation(x, p)
  p = update_parameters(p, backward_propagation(p, c, x, y))
p['W1']   # hmm
